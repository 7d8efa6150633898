// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What a verification found.
 *
 * @param pipeline its name
 * @param rows that arrived in every way of playing
 * @param played the first one is what the others were compared with
 */
public record VerifyReport(String pipeline, int rows, List<PlayedWay> played) {
    private static final String LINE = "%-14s %-40s %10s %8s %9s  %s%n";

    public boolean isEqual() {
        return played.stream().allMatch(PlayedWay::isEqual);
    }

    /** A table, then the differences, then one line that sums up. */
    public void print(PrintStream out) {
        out.printf(LINE, "engine", "way of playing", "emissions", "ledger", "seconds", "final results");
        for (PlayedWay one : played) {
            out.printf(
                    LINE,
                    one.engine(),
                    one.way(),
                    one.result().emissions().size(),
                    one.result().ledger().size(),
                    String.format(Locale.ROOT, "%.1f", one.seconds()),
                    verdict(one));
        }
        for (PlayedWay one : played) {
            if (!one.isEqual()) {
                out.println(one.engine() + ", " + one.way() + ":");
                one.differences().forEach(line -> out.println("  " + line));
            }
        }
        long different = played.stream().filter(one -> !one.isEqual()).count();
        out.println(rows + " rows, " + played.size() + " runs: "
                + (different == 0 ? "all equal" : different + " different or refused"));
        out.flush();
    }

    private String verdict(PlayedWay one) {
        if (one.isRefused()) {
            return "REFUSED";
        }
        if (!one.isEqual()) {
            return "DIFFERENT";
        }
        boolean isFirst =
                played.stream().filter(other -> !other.isRefused()).findFirst().orElseThrow() == one;
        return isFirst ? "(compared with)" : "equal";
    }

    /** One test case for each run, as CI servers read them. */
    public void writeJUnit(Path file) throws IOException {
        try (var text = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "millrace verify " + pipeline);
            xml.writeAttribute("tests", String.valueOf(played.size()));
            xml.writeAttribute(
                    "failures",
                    String.valueOf(played.stream().filter(one -> !one.isEqual()).count()));
            for (PlayedWay one : played) {
                writeCase(one, xml);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException unwritable) {
            throw new IOException(unwritable);
        }
    }

    private void writeCase(PlayedWay one, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", pipeline + "." + one.engine());
        xml.writeAttribute("name", one.way().toString());
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", one.seconds()));
        if (!one.isEqual()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", one.differences().get(0));
            xml.writeCharacters(String.join("\n", one.differences()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
