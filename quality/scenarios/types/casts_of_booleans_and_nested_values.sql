-- BOOLEAN to numbers, nested values to text, text with blanks and signs, dates without a day.
CREATE TABLE readings (ok BOOLEAN, vals ARRAY<INT>, text STRING) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES (TRUE, ARRAY[1, 2], ' +12 '), (FALSE, NULL, '2026-05');

SELECT CAST(ok AS INT) AS n, CAST(ok AS DECIMAL(3, 1)) AS d, CAST(vals AS STRING) AS v, TRY_CAST(text AS INT) AS i,
  TRY_CAST(text AS DATE) AS first_day
FROM readings;
-- expect
-- | 1 | 1.0 | [1, 2] | 12 | NULL |
-- | 0 | 0.0 | NULL | NULL | 2026-05-01 |
