-- NOT IN over the keys of a table: devices that are not registered; a device that is NULL is in no answer, as in SQL.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');
CREATE TABLE pumps (id STRING, site STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'scenario');

INSERT INTO pumps VALUES ('p1', 's1'), ('p2', 's2');
INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', 2.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p3', 3.0, TIMESTAMP '2026-05-01 10:00:03'),
  (NULL, 4.0, TIMESTAMP '2026-05-01 10:00:04');

SELECT pump, temp_c FROM readings WHERE pump NOT IN (SELECT id FROM pumps);
-- expect
-- | p3 | 3.0 |

SELECT pump, temp_c FROM readings WHERE pump NOT IN (SELECT id FROM pumps WHERE site = 's1') AND temp_c < 3;
-- expect
-- | p2 | 2.0 |
