-- Without a key every row comes out in the order of arrival.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p2', 2.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p3', 3.0, TIMESTAMP '2026-05-01 10:00:03');

SELECT pump, temp_c FROM readings;

-- expect ordered
-- | p2 | 2.0 |
-- | p1 | 1.0 |
-- | p3 | 3.0 |
