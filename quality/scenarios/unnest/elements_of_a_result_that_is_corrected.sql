-- Elements of a window's result follow its corrections: those of the old result go, those of the new one come.
CREATE TABLE readings (
  pump STRING, n INT, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE TABLE elements (pump STRING, n INT, place INT) WITH ('connector' = 'scenario', 'emit' = 'eager');

INSERT INTO readings VALUES
  ('p1', 7, TIMESTAMP '2026-05-01 10:00:05'),
  ('p1', 5, TIMESTAMP '2026-05-01 10:00:04');

INSERT INTO elements
SELECT pump, n, place
FROM (
  SELECT pump, window_end, ARRAY_AGG(n) AS ns
  FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY pump, window_start, window_end)
CROSS JOIN UNNEST(ns) WITH ORDINALITY AS t(n, place);
-- kinds
-- | +I | p1 | 7 | 1 |
-- | -D | p1 | 7 | 1 |
-- | +I | p1 | 5 | 1 |
-- | +I | p1 | 7 | 2 |
