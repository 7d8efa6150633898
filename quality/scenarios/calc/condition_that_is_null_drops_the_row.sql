-- NULL in a condition is not TRUE, so neither the condition nor its opposite passes the row.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 10.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', NULL, TIMESTAMP '2026-05-01 10:00:02');

SELECT pump FROM readings WHERE temp_c < 50;

-- expect
-- | p1 |

SELECT pump FROM readings WHERE NOT (temp_c < 50);

-- expect
