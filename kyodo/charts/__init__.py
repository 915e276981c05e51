"""What every chart is drawn with, on the server and as SVG: the writer, the palette, labels, marks, legends."""
