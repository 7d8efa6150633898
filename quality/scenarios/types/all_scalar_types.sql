-- Every scalar type goes through a table and comes out as it went in.
CREATE TABLE readings (
  b BOOLEAN, i INT, l BIGINT, d DOUBLE, m DECIMAL(10, 2), s STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  (TRUE, -1, 9000000000, 1.5E300, 12.30, 'a|b', TIMESTAMP '2026-05-01 10:00:00.123'),
  (NULL, NULL, NULL, NULL, NULL, NULL, TIMESTAMP '2026-05-01 10:00:01');

SELECT b, i, l, d, m, s, ts FROM readings;

-- expect
-- | TRUE | -1 | 9000000000 | 1.5E300 | 12.30 | a\|b | 2026-05-01 10:00:00.123 |
-- | NULL | NULL | NULL | NULL | NULL | NULL | 2026-05-01 10:00:01.000 |
