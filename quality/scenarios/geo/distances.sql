-- Distance, course and fences across the antimeridian and at a pole; NULL gives NULL, an impossible latitude goes to the ledger.
CREATE TABLE fixes (ship STRING, lat DOUBLE, lon DOUBLE) WITH ('connector' = 'scenario');

INSERT INTO fixes VALUES
  ('fiji', -17.0, 179.9),
  ('fiji west of the line', -17.0, -179.9),
  ('pole', 89.5, 42.0),
  ('nowhere', NULL, 1.0),
  ('broken', 123.0, 1.0);

SELECT ship,
  ROUND(GEO_DISTANCE_M(lat, lon, -17, 180)) AS metres,
  ROUND(GEO_BEARING_DEG(lat, lon, -17, 180)) AS course,
  GEO_WITHIN(lat, lon, 'POLYGON((179 -18, -179 -18, -179 -16, 179 -16, 179 -18))') AS in_box,
  GEO_WITHIN(lat, lon, 'POLYGON((0 80, 90 80, 180 80, -90 80, 0 80))') AS at_pole,
  GEO_WITHIN_CIRCLE(lat, lon, -17, 180, 11000) AS near
FROM fixes;
-- expect
-- | fiji | 10634.0 | 90.0 | TRUE | FALSE | TRUE |
-- | fiji west of the line | 10634.0 | 270.0 | TRUE | FALSE | TRUE |
-- | pole | 11939157.0 | 42.0 | FALSE | TRUE | FALSE |
-- | nowhere | NULL | NULL | NULL | NULL | NULL |
-- expect ledger
-- | OVERFLOW | fixes |  |
