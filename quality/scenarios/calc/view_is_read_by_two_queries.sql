-- A view that two queries read is computed once and gives both the same.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

CREATE VIEW hot AS SELECT pump, temp_c - 80 AS over_c FROM readings WHERE temp_c > 80;

INSERT INTO readings VALUES
  ('p1', 99.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', 20.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p3', 81.0, TIMESTAMP '2026-05-01 10:00:03');

SELECT pump FROM hot;

-- expect
-- | p1 |
-- | p3 |

SELECT pump, over_c FROM hot WHERE over_c > 10;

-- expect
-- | p1 | 19.0 |
