-- A condition on the table's row hides it without showing an older one, in ON as well as in a subquery or a view.
CREATE TABLE readings (device STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE devices (id STRING, max_v INT, is_active BOOLEAN, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'scenario');
CREATE VIEW active AS SELECT id, max_v FROM devices WHERE is_active;
INSERT INTO devices VALUES ('d1', 10, TRUE), ('d2', 10, TRUE);
INSERT INTO devices VALUES ('d2', 20, FALSE);
INSERT INTO readings VALUES ('d1', 11, TIMESTAMP '2026-05-01 10:00:00'), ('d2', 21, TIMESTAMP '2026-05-01 10:00:00');
SELECT r.device, d.max_v FROM readings AS r LEFT JOIN devices AS d ON r.device = d.id AND d.is_active AND r.v > d.max_v;
-- expect
-- | d1 | 10 |
-- | d2 | NULL |
SELECT r.device, a.max_v FROM readings AS r LEFT JOIN active AS a ON r.device = a.id;
-- expect
-- | d1 | 10 |
-- | d2 | NULL |
SELECT r.device, d.max_v FROM readings AS r JOIN (SELECT * FROM devices WHERE is_active) AS d ON r.device = d.id;
-- expect
-- | d1 | 10 |
