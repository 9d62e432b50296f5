"""Somebody's file becomes records that pass the gate.

In: any vector file that GDAL reads. Out: a data folder, and a report on every row that was touched.
"""
