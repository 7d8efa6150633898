-- IN and NOT IN, EXISTS and NOT EXISTS with a table of newest rows: readings of devices that are, or are not, in a list.
CREATE TABLE readings (device STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE blocked (id STRING NOT NULL, reason STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'scenario');
INSERT INTO blocked VALUES ('d1', 'stolen'), ('d3', 'test');
INSERT INTO readings VALUES
  ('d1', 1, TIMESTAMP '2026-05-01 10:00:00'), ('d2', 2, TIMESTAMP '2026-05-01 10:00:00'),
  ('d3', 3, TIMESTAMP '2026-05-01 10:00:00'), (NULL, 4, TIMESTAMP '2026-05-01 10:00:00');
SELECT r.v FROM readings AS r WHERE r.device IN (SELECT id FROM blocked);
-- expect
-- | 1 |
-- | 3 |
SELECT r.v FROM readings AS r WHERE NOT EXISTS (SELECT 1 FROM blocked AS b WHERE b.id = r.device AND b.reason <> 'test');
-- expect
-- | 2 |
-- | 3 |
-- | 4 |
