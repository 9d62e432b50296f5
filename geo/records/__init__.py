"""What a curator writes and what ships beside it.

In: YAML, GeoJSON and table files. Out: `Records`, checked for schema only. Knows nothing else of `geo`.
"""
