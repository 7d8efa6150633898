-- A reading a year ahead of its arrival goes to the ledger and moves no clock; the device goes on as if it had not been.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '0 s', 'key.fields' = 'pump');

-- advance 10:00:10

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01');

INSERT INTO readings VALUES ('p1', 99.0, TIMESTAMP '2099-05-01 10:00:02');

INSERT INTO readings VALUES
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:03');

SELECT pump, window_start, AVG(temp_c) AS mean_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2026-05-01 10:00:00.000 | 2.0 |

-- expect ledger
-- | AHEAD | readings | p1 |
