"""placeholder"""
SECRET_KEY = "x"
INSTALLED_APPS = []
USE_TZ = True
