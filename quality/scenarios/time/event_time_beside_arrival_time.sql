-- A reading of 10:45:30 that arrives at 10:47:15: by event time it is in [10:45, 10:46), by arrival time in [10:47, 10:48).
CREATE TABLE readings (
  pump STRING, ts TIMESTAMP(3), arrived TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '120' SECOND
) WITH ('connector' = 'scenario');

CREATE TABLE arrivals (
  pump STRING, ts TIMESTAMP(3), arrived TIMESTAMP(3),
  WATERMARK FOR arrived AS arrived
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', TIMESTAMP '2026-05-01 10:45:30', TIMESTAMP '2026-05-01 10:47:15');

INSERT INTO arrivals VALUES
  ('p1', TIMESTAMP '2026-05-01 10:45:30', TIMESTAMP '2026-05-01 10:47:15');

SELECT pump, window_start, window_end, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2026-05-01 10:45:00.000 | 2026-05-01 10:46:00.000 | 1 |

SELECT pump, window_start, window_end, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE arrivals, DESCRIPTOR(arrived), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2026-05-01 10:47:00.000 | 2026-05-01 10:48:00.000 | 1 |
