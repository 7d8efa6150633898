-- A window over the union of two tables: rows of one pump meet whichever table they came by.
CREATE TABLE north (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE TABLE south (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE VIEW readings AS
SELECT pump, temp_c, ts FROM north
UNION ALL
SELECT pump, temp_c, ts FROM south;

INSERT INTO north VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', 7.0, TIMESTAMP '2026-05-01 10:00:01');

INSERT INTO south VALUES
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:02');

SELECT pump, window_start, AVG(temp_c) AS mean_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2026-05-01 10:00:00.000 | 2.0 |
-- | p2 | 2026-05-01 10:00:00.000 | 7.0 |
