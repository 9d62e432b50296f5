"""What a curator writes and what ships beside it.

In: YAML, GeoJSON and table files. Out: an `Archive`, checked for schema only, whatever the origin of its
records. Knows nothing else of `geo`.
"""
