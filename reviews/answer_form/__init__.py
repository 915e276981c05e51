"""The Excel form of one respondent: a sheet of its projects and one about itself, out and back in.

Hidden sheets hold the choices of the drop-downs, and whose form it is with what every answer said when it was made.
"""
