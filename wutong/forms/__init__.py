"""One form definition, four faces: web, Word, Excel, JSON; one door (`checking.check`) for the answers of all."""
