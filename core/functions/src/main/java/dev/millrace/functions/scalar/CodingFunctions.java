// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Text and bytes in other forms: hexadecimal, base 64, digests, character sets; and the bits of whole numbers. */
final class CodingFunctions {
    private static final HexFormat HEX = HexFormat.of();

    private CodingFunctions() {}

    static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>(
                List.of(chr(), encode(), decode(), toBase64(), fromBase64(), bin(), hex(), unhex(), sha2(), not()));
        all.add(digest("MD5", "MD5", "MD5('pump')", "cf82720db122ae41719df5b05503b749"));
        all.add(digest("SHA1", "SHA-1", "SHA1('abc')", "a9993e364706816aba3e25717850c26c9cd0d89d"));
        all.add(digest(
                "SHA224", "SHA-224", "SHA224('abc')", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"));
        all.add(digest(
                "SHA256",
                "SHA-256",
                "SHA256('abc')",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        all.add(digest(
                "SHA384",
                "SHA-384",
                "SHA384('abc')",
                "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"));
        all.add(digest(
                "SHA512",
                "SHA-512",
                "SHA512('abc')",
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"));
        all.add(bits("BITAND", "Bits that are set in both numbers.", "1", (a, b) -> a & b));
        all.add(bits("BITOR", "Bits that are set in either number.", "7", (a, b) -> a | b));
        all.add(bits("BITXOR", "Bits that are set in one of the numbers.", "6", (a, b) -> a ^ b));
        return all;
    }

    private static boolean isBytes(DataType type) {
        return type.kind() == TypeKind.BYTES;
    }

    private static ScalarFunction chr() {
        FunctionDoc doc = new FunctionDoc(
                "CHR(number)",
                "Character of the number modulo 256, as in Flink; empty text below zero.",
                "CHR(65)",
                "A");
        return Definition.strict(
                "CHR", doc, Typings.of(DataType.STRING, Typings::isInteger), (arguments, type) -> (slots, slot) -> {
                    long code = slots[0].word;
                    slot.setObject(code < 0 ? "" : String.valueOf((char) (code % 256)));
                });
    }

    private static ScalarFunction encode() {
        FunctionDoc doc = new FunctionDoc(
                "ENCODE(text, charset)",
                "Bytes of a text, for example in 'UTF-8'.",
                "HEX(DECODE(ENCODE('a', 'UTF-8'), 'UTF-8'))",
                "61");
        return Definition.strict(
                "ENCODE",
                doc,
                Typings.of(DataType.BYTES, Typings::isText, Typings::isText),
                (arguments, type) ->
                        (slots, slot) -> slot.setObject(slots[0].asString().getBytes(charset(slots[1]))));
    }

    private static ScalarFunction decode() {
        FunctionDoc doc = new FunctionDoc(
                "DECODE(bytes, charset)",
                "Text of bytes, for example in 'UTF-8'.",
                "DECODE(UNHEX('70756D70'), 'UTF-8')",
                "pump");
        return Definition.strict(
                "DECODE",
                doc,
                Typings.of(DataType.STRING, CodingFunctions::isBytes, Typings::isText),
                (arguments, type) ->
                        (slots, slot) -> slot.setObject(new String((byte[]) slots[0].object, charset(slots[1]))));
    }

    private static Charset charset(Slot name) {
        try {
            return Charset.forName(name.asString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + name.asString() + "' is no character set such as 'UTF-8'", e);
        }
    }

    private static byte[] bytes(Slot slot, DataType type) {
        return isBytes(type) ? (byte[]) slot.object : slot.asString().getBytes(StandardCharsets.UTF_8);
    }

    private static ScalarFunction toBase64() {
        FunctionDoc doc = new FunctionDoc(
                "TO_BASE64(text), TO_BASE64(bytes)",
                "Base 64 of a text in UTF-8 or of bytes.",
                "TO_BASE64('hello')",
                "aGVsbG8=");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.STRING, Typings::isText), Typings.of(DataType.STRING, CodingFunctions::isBytes));
        return Definition.strict(
                "TO_BASE64",
                doc,
                typing,
                (arguments, type) -> (slots, slot) ->
                        slot.setObject(Base64.getEncoder().encodeToString(bytes(slots[0], arguments.get(0)))));
    }

    private static ScalarFunction fromBase64() {
        FunctionDoc doc = new FunctionDoc(
                "FROM_BASE64(text)",
                "Text in UTF-8 of base 64. What is no base 64 goes to the ledger.",
                "FROM_BASE64('aGVsbG8=')",
                "hello");
        return Definition.strict(
                "FROM_BASE64",
                doc,
                Typings.of(DataType.STRING, Typings::isText),
                (arguments, type) -> (slots, slot) -> slot.setObject(
                        new String(Base64.getDecoder().decode(slots[0].asString()), StandardCharsets.UTF_8)));
    }

    private static ScalarFunction digest(String name, String algorithm, String example, String result) {
        FunctionDoc doc = new FunctionDoc(name + "(text)", algorithm + " digest in hexadecimal.", example, result);
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.STRING, Typings::isText), Typings.of(DataType.STRING, CodingFunctions::isBytes));
        return Definition.strict(name, doc, typing, (arguments, type) -> {
            MessageDigest digest = digest(algorithm);
            return (slots, slot) -> slot.setObject(HEX.formatHex(digest.digest(bytes(slots[0], arguments.get(0)))));
        });
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("there is no digest '" + algorithm + "'", e);
        }
    }

    private static ScalarFunction sha2() {
        FunctionDoc doc = new FunctionDoc(
                "SHA2(text, bits)",
                "SHA digest of 224, 256, 384 or 512 bits in hexadecimal.",
                "SHA2('abc', 224)",
                "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
        return Definition.strict(
                "SHA2",
                doc,
                Typings.of(DataType.STRING, Typings::isText, Typings::isInteger),
                (arguments, type) -> (slots, slot) -> {
                    MessageDigest digest = digest("SHA-" + slots[1].word);
                    slot.setObject(HEX.formatHex(digest.digest(bytes(slots[0], arguments.get(0)))));
                });
    }

    private static ScalarFunction bin() {
        FunctionDoc doc = new FunctionDoc("BIN(number)", "Binary digits of a whole number.", "BIN(4)", "100");
        return Definition.strict(
                "BIN",
                doc,
                Typings.of(DataType.STRING, Typings::isInteger),
                (arguments, type) -> (slots, slot) -> slot.setObject(Long.toBinaryString(slots[0].word)));
    }

    private static ScalarFunction hex() {
        FunctionDoc doc = new FunctionDoc(
                "HEX(number), HEX(text)",
                "Hexadecimal digits of a whole number, or of a text in UTF-8.",
                "HEX(255)",
                "FF");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.STRING, Typings::isInteger), Typings.of(DataType.STRING, Typings::isText));
        return Definition.strict(
                "HEX",
                doc,
                typing,
                (arguments, type) -> Typings.isInteger(arguments.get(0))
                        ? (slots, slot) ->
                                slot.setObject(Long.toHexString(slots[0].word).toUpperCase(Locale.ROOT))
                        : (slots, slot) ->
                                slot.setObject(HEX.withUpperCase().formatHex(bytes(slots[0], arguments.get(0)))));
    }

    private static ScalarFunction unhex() {
        FunctionDoc doc = new FunctionDoc(
                "UNHEX(text)",
                "Bytes of hexadecimal digits; NULL when the text is none.",
                "DECODE(UNHEX('4142'), 'UTF-8')",
                "AB");
        return Definition.strict(
                "UNHEX", doc, Typings.of(DataType.BYTES, Typings::isText), (arguments, type) -> (slots, slot) -> {
                    String text = slots[0].asString();
                    String even = text.length() % 2 == 0 ? text : "0" + text;
                    boolean isHex = even.chars().allMatch(c -> c < 128 && HexFormat.isHexDigit(c));
                    slot.setObject(isHex ? HEX.parseHex(even) : null);
                });
    }

    private interface BitOperator {
        long apply(long a, long b);
    }

    private static ScalarFunction bits(String name, String text, String result, BitOperator operator) {
        FunctionDoc doc = new FunctionDoc(name + "(number, number)", text, name + "(3, 5)", result);
        Definition.Typing typing = types -> types.size() == 2 && types.stream().allMatch(Typings::isInteger)
                ? Typings.common(types)
                : Optional.empty();
        return Definition.strict(
                name,
                doc,
                typing,
                (arguments, type) -> (slots, slot) -> slot.setWord(operator.apply(slots[0].word, slots[1].word)));
    }

    private static ScalarFunction not() {
        FunctionDoc doc = new FunctionDoc("BITNOT(number)", "Number with every bit turned over.", "BITNOT(5)", "-6");
        Definition.Typing typing = types -> Typings.matches(types, Typings::isInteger)
                ? Optional.of(types.get(0).withNullable(true))
                : Optional.empty();
        return Definition.strict(
                "BITNOT", doc, typing, (arguments, type) -> (slots, slot) -> slot.setWord(~slots[0].word));
    }
}
