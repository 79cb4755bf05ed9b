"""Work written elsewhere comes back into a dossier: a file imported, changes made in Word."""
