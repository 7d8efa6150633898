-- A limit in degrees Fahrenheit against readings in degrees Celsius; units follow a computed column, a view and a mean.
CREATE TABLE readings (
  pump STRING, temp DOUBLE COMMENT 'unit: degC', pressure DOUBLE COMMENT 'At the outlet; unit: kPa',
  limit_f DOUBLE COMMENT 'unit: degF', pumped DOUBLE COMMENT 'unit: m3',
  temp_f AS CONVERT_UNIT(temp, 'degF'),
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings (pump, temp, pressure, limit_f, pumped, ts) VALUES
  ('p1', 100.0, 101.325, 200.0, 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 50.0, 200.0, 200.0, 2.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p2', NULL, NULL, 200.0, 0.5, TIMESTAMP '2026-05-01 10:00:03');

SELECT pump, temp_f, CONVERT_UNIT(pressure, 'psi') AS psi FROM readings WHERE temp_f > limit_f;
-- expect
-- | p1 | 212.0 | 14.6959487755134 |

CREATE VIEW means AS
SELECT pump, window_start AS w, AVG(temp) AS mean_temp, MAX(temp) - MIN(temp) AS spread, SUM(pumped) AS pumped
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

SELECT pump, CONVERT_UNIT(mean_temp, 'K') AS kelvin, CONVERT_UNIT(spread, 'delta_degF') AS spread_f,
  CONVERT_UNIT(pumped / AS_UNIT(60, 's'), 'L/min') AS flow
FROM means;
-- expect
-- | p1 | 348.15 | 90.0 | 3000.0 |
-- | p2 | NULL | NULL | 500.0 |

CREATE TABLE warm (pump STRING, temp DOUBLE COMMENT 'unit: K') WITH ('connector' = 'scenario');
INSERT INTO warm SELECT pump, CONVERT_UNIT(temp, 'K') FROM readings WHERE temp > 60;
-- expect warm
-- | p1 | 373.15 |
