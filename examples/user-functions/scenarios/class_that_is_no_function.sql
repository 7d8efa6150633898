-- A class that does not exist and one that is no function are refused when the pipeline is compiled.
CREATE FUNCTION missing AS ^'com.acme.Missing'^ LANGUAGE JAVA;
-- expect error SQL-172

CREATE FUNCTION nothing AS ^'java.lang.Object'^;
-- expect error SQL-172
