-- Two INSERT statements read the same table; each row goes where its condition holds.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE TABLE alarms (
  pump STRING, temp_c DOUBLE
) WITH ('connector' = 'scenario');

CREATE TABLE archive (
  pump STRING, temp_c DOUBLE
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 99.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', 20.0, TIMESTAMP '2026-05-01 10:00:02');

INSERT INTO alarms SELECT pump, temp_c FROM readings WHERE temp_c > 80;

-- expect sink
-- | p1 | 99.0 |

INSERT INTO archive SELECT pump, temp_c FROM readings WHERE temp_c <= 80;

-- expect sink
-- | p2 | 20.0 |
