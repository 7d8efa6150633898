-- Digits of DECIMAL results as in Flink: products keep six after the point when 38 do not suffice, ROUND keeps those asked for.
CREATE TABLE readings (a DECIMAL(38, 10), b DECIMAL(10, 3)) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES (2.5, 1234.567), (-0.5, -0.5);

SELECT CAST(a * a AS STRING) AS product, CAST(ROUND(b, 1) AS STRING) AS rounded, CAST(TRUNCATE(b, -2) AS STRING) AS cut,
  CAST(b / 3 AS STRING) AS third
FROM readings;
-- expect
-- | 6.250000 | 1234.6 | 1200 | 411.52233333333333 |
-- | 0.250000 | -0.5 | 0 | -0.16666666666667 |
