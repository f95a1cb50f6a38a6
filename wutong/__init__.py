"""Wutong 梧桐: runs an international science and technology cooperation programme."""
