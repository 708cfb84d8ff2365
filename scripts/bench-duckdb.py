"""Loads a Fingertips data file into a star schema of DuckDB, for comparison of speed.

Usage: bench-duckdb.py FILE.csv DATABASE
As our own load does, it puts texts into dimensions, numbers into one table, sorts it by area,
indicator, stratum and period, and drops rows that repeat another.
"""

import os
import sys

import duckdb

source, target = sys.argv[1:3]
if os.path.exists(target):
    os.remove(target)
connection = duckdb.connect(target, config={"threads": 2})
connection.execute(f"""
    CREATE TEMP TABLE raw AS SELECT * FROM read_csv('{source}', header=true, all_varchar=true)
""")
KEY = {
    "indicator": ['"Indicator ID"', '"Indicator Name"'],
    "area": ['"Area Code"', '"Area Name"', '"Area Type"'],
    "stratum": ['"Sex"', '"Age"', '"Category Type"', '"Category"'],
    "period": ['"Time period"', '"Time period Sortable"'],
    "note": ['"Value note"'],
    "word": ['"Recent Trend"', '"Compared to England value or percentiles"'],
}
for name, columns in KEY.items():
    listed = ", ".join(columns)
    connection.execute(f"""
        CREATE TABLE {name} AS
        SELECT row_number() OVER (ORDER BY {listed}) AS {name}_id, *
        FROM (SELECT DISTINCT {listed} FROM raw)
    """)
joins = " ".join(
    f"JOIN {name} ON " + " AND ".join(
        f"raw.{column} IS NOT DISTINCT FROM {name}.{column}" for column in columns)
    for name, columns in KEY.items())
numbers = ", ".join(
    f'CAST(raw."{column}" AS DOUBLE) AS "{column}"' for column in (
        "Value", "Lower CI 95.0 limit", "Upper CI 95.0 limit", "Lower CI 99.8 limit",
        "Upper CI 99.8 limit", "Count", "Denominator"))
keys = ", ".join(f"{name}_id" for name in KEY)
connection.execute(f"""
    CREATE TABLE observation AS
    SELECT DISTINCT {keys}, {numbers} FROM raw {joins}
    ORDER BY area_id, indicator_id, stratum_id, period_id
""")
connection.close()
