-- A row whose expression fails in one query is in the ledger, and lives in the other query.
CREATE TABLE readings (device STRING, text STRING) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES ('d1', '12'), ('d2', 'twelve');

SELECT device, CAST(text AS INT) AS n FROM readings;
-- expect
-- | d1 | 12 |

SELECT device, TRY_CAST(text AS INT) AS n FROM readings;
-- expect
-- | d1 | 12 |
-- | d2 | NULL |
-- expect ledger
-- | OVERFLOW | readings |  |
