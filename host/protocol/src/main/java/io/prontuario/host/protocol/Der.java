package io.prontuario.host.protocol;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/** The few elements of DER that put a PKCS#1 or SEC 1 key into PKCS#8 (RFC 5208, 5915, 8017). */
final class Der {
    static final byte[] NULL = {5, 0};
    /** 1.2.840.113549.1.1.1 */
    static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d010101");
    /** 1.2.840.10045.2.1 */
    static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xa0;
    private static final int LONG_FORM = 0x80;

    private Der() {}

    /** @param parameters of the algorithm: for EC the curve */
    static byte[] privateKey(byte[] algorithm, byte[] parameters, byte[] key) {
        return element(SEQUENCE, VERSION_0, element(SEQUENCE, algorithm, parameters), element(OCTET_STRING, key));
    }

    /**
     * The name of the curve of a SEC 1 key: {@code SEQUENCE { INTEGER, OCTET STRING, [0] curve, ... }}.
     *
     * @throws IllegalArgumentException when it does not name its curve
     */
    static byte[] curve(byte[] sec1) {
        int at = content(sec1, 0);
        while (at < sec1.length) {
            int content = content(sec1, at);
            int end = content + length(sec1, at);
            if ((sec1[at] & 0xff) == PARAMETERS) {
                return Arrays.copyOfRange(sec1, content, end);
            }
            at = end;
        }
        throw new IllegalArgumentException("it does not name its curve");
    }

    private static byte[] element(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < LONG_FORM) {
            out.write(length);
        } else {
            int bytes = length > 0xff ? 2 : 1;
            out.write(LONG_FORM | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(length >> (8 * i));
            }
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static int content(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < LONG_FORM ? 0 : first - LONG_FORM);
    }

    private static int length(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        if (first < LONG_FORM) {
            return first;
        }
        int length = 0;
        for (int i = at + 2; i < content(der, at); i++) {
            length = length << 8 | der[i] & 0xff;
        }
        if (length < 0 || length > der.length) {
            throw new IllegalArgumentException("a length is wrong");
        }
        return length;
    }
}
