-- The mean of the two worst machines of each minute: a window over a top N reads its corrections.
CREATE TABLE readings (
  machine STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE VIEW worst AS
SELECT machine, v, window_start, window_end
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY v DESC) AS n
      FROM (SELECT machine, window_start, window_end, MAX(v) AS v
            FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
            GROUP BY machine, window_start, window_end))
WHERE n <= 2;

INSERT INTO readings VALUES
  ('m1', 10.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('m2', 20.0, TIMESTAMP '2026-05-01 10:00:20'),
  ('m3', 30.0, TIMESTAMP '2026-05-01 10:00:30'),
  ('m1', 40.0, TIMESTAMP '2026-05-01 10:01:10');
INSERT INTO readings VALUES
  ('m1', 50.0, TIMESTAMP '2026-05-01 10:00:50');

SELECT window_start, AVG(v) AS mean, COUNT(*) AS machines
FROM worst
GROUP BY window_start, window_end;

-- expect
-- | 2026-05-01 10:00:00.000 | 40.0 | 2 |
-- | 2026-05-01 10:01:00.000 | 40.0 | 1 |
