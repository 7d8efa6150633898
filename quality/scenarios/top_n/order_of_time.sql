-- ORDER BY the time attribute is the order in which rows of a key come; downwards or by something else it would need an end.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 7.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', 9.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:03'),
  ('p3', 8.0, TIMESTAMP '2026-05-01 10:00:04');

SELECT pump, temp_c FROM readings WHERE pump = 'p1' ORDER BY ts;
-- expect ordered
-- | p1 | 7.0 |
-- | p1 | 1.0 |

-- expect error SQL-121
SELECT pump FROM readings ^ORDER BY ts DESC^;

-- expect error SQL-121
SELECT pump FROM (SELECT pump, ts FROM readings ^ORDER BY ts^);
