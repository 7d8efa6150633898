-- The table may stand at the left: it is still the readings that are looked up.
CREATE TABLE readings (device STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE devices (id STRING, site STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'scenario');
INSERT INTO devices VALUES ('d1', 'north');
INSERT INTO readings VALUES ('d1', 1, TIMESTAMP '2026-05-01 10:00:00'), ('d2', 2, TIMESTAMP '2026-05-01 10:00:00');
SELECT d.site, r.v FROM devices AS d JOIN readings AS r ON r.device = d.id;
-- expect
-- | north | 1 |
SELECT d.site, r.v FROM devices AS d RIGHT JOIN readings AS r ON r.device = d.id;
-- expect
-- | north | 1 |
-- | NULL | 2 |
