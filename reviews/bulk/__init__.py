"""A whole survey as one workbook: a sheet of partner rows and one of respondents, first row codes, second labels."""
