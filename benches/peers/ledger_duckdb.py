#!/usr/bin/env python3
"""Movements and retention of a subscription ledger in DuckDB, beside `benches/ledger.rs` on the same file.

Usage: ledger_duckdb.py LEDGER.csv      (customer, product, month as YYYY-MM, mrr)

Every month is taken to be covered. Prints the movements as CSV, then the retentions, then a line `# seconds WALL PROCESSORS`.
The rules are those of docs/metrics.md, said once more in SQL; the sums are exact decimals.
"""
import sys
import time

import duckdb

started = time.perf_counter()
db = duckdb.connect()
db.execute(
    """
    CREATE TABLE ledger AS
    SELECT customer, product, CAST(month[1:4] AS INTEGER) * 12 + CAST(month[6:7] AS INTEGER) - 1 AS p, SUM(mrr) AS m
    FROM read_csv(?, header = true, columns = {
        'customer': 'VARCHAR', 'product': 'VARCHAR', 'month': 'VARCHAR', 'mrr': 'DECIMAL(18, 2)'})
    GROUP BY ALL
    """,
    [sys.argv[1]],
)
first, last = db.execute("SELECT MIN(p), MAX(p) FROM ledger").fetchone()
movements = db.execute(
    """
    WITH held AS (
        SELECT product, p, m,
            LAG(p) OVER track AS p_before, LAG(m) OVER track AS m_before,
            LEAD(p) OVER track AS p_after
        FROM ledger WHERE m > 0
        WINDOW track AS (PARTITION BY customer, product ORDER BY p)
    ),
    came AS (
        SELECT product, p,
            SUM(m) FILTER (p_before IS NULL OR p_before < p - 12) AS new,
            SUM(m) FILTER (p_before < p - 1 AND p_before >= p - 12) AS reactivation,
            SUM(m - m_before) FILTER (p_before = p - 1 AND m > m_before) AS expansion,
            SUM(m_before - m) FILTER (p_before = p - 1 AND m < m_before) AS contraction
        FROM held GROUP BY ALL
    ),
    went AS (
        SELECT product, p + 1 AS p, SUM(m) AS churn
        FROM held WHERE p_after IS NULL OR p_after > p + 1 GROUP BY ALL
    ),
    stands AS (SELECT product, p, SUM(m) AS closing FROM held GROUP BY ALL),
    periods AS (SELECT product, p FROM (SELECT DISTINCT product FROM ledger), range($first + 1, $last + 1) AS r(p)),
    products AS (
        SELECT product, p, COALESCE(b.closing, 0) AS opening, COALESCE(new, 0) AS new,
            COALESCE(reactivation, 0) AS reactivation, COALESCE(expansion, 0) AS expansion,
            COALESCE(contraction, 0) AS contraction, COALESCE(churn, 0) AS churn, COALESCE(n.closing, 0) AS closing
        FROM periods
        LEFT JOIN came USING (product, p) LEFT JOIN went USING (product, p)
        LEFT JOIN stands AS n USING (product, p)
        LEFT JOIN stands AS b ON b.product = periods.product AND b.p = periods.p - 1
    )
    SELECT * FROM products
    UNION ALL
    SELECT '*', p, SUM(opening), SUM(new), SUM(reactivation), SUM(expansion), SUM(contraction), SUM(churn), SUM(closing)
    FROM products GROUP BY p
    ORDER BY ALL
    """,
    {"first": first, "last": last},
).fetchall()
retention = db.execute(
    """
    WITH holdings AS (
        SELECT customer, product, p, m FROM ledger WHERE m > 0
        UNION ALL
        SELECT customer, '*', p, SUM(m) FROM ledger WHERE m > 0 GROUP BY customer, p
    ),
    horizons AS (SELECT UNNEST([1, 3, 12]) AS h)
    SELECT t.product, t.p + h AS p, h, SUM(t.m) AS opening, SUM(COALESCE(n.m, 0)) AS net,
        SUM(LEAST(t.m, COALESCE(n.m, 0))) AS gross, COUNT(*) AS customers, COUNT(n.m) AS kept
    FROM holdings AS t CROSS JOIN horizons
    LEFT JOIN holdings AS n ON n.customer = t.customer AND n.product = t.product AND n.p = t.p + h
    WHERE t.p + h <= $last
    GROUP BY ALL ORDER BY ALL
    """,
    {"last": last},
).fetchall()
seconds, processors = time.perf_counter() - started, time.process_time()


def label(p):
    return f"{p // 12}-{p % 12 + 1:02}"


for product, p, *amounts in movements:
    print("movement", product, label(p), *amounts, sep=",")
for product, p, h, opening, net, gross, customers, kept in retention:
    print("retention", product, label(p), h, opening, net, gross, customers, kept, sep=",")
print(f"# seconds {seconds:.3f} {processors:.3f}")
