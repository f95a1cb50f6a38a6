"""Word files (.docx): body order, numbering as printed, tables with merged cells."""
