"""Documents and workbooks that leave the house: plain values in, bytes of a file out."""
