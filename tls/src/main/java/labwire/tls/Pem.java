package labwire.tls;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Textual encoding of certificates and keys (<a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>). */
final class Pem {
    static final String CERTIFICATE = "CERTIFICATE";
    static final String PRIVATE_KEY = "PRIVATE KEY";

    private static final int LINE_LENGTH = 64;
    private static final Base64.Encoder BASE64 =
            Base64.getMimeEncoder(LINE_LENGTH, "\n".getBytes(StandardCharsets.US_ASCII));
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private Pem() {}

    static String encode(X509Certificate certificate) {
        try {
            return encode(CERTIFICATE, certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was decoded does not encode", e);
        }
    }

    /** PKCS#8, as {@link PrivateKey#getEncoded} gives it. */
    static String encode(PrivateKey key) {
        return encode(PRIVATE_KEY, key.getEncoded());
    }

    private static String encode(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + BASE64.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /** The bytes in the one block of {@code text}, if it is the only one and its label is {@code label}. */
    static Optional<byte[]> decode(String label, String text) {
        Matcher block = BLOCK.matcher(text);
        if (!block.find() || !block.group(1).equals(label)) {
            return Optional.empty();
        }
        String base64 = block.group(2).replaceAll("\\s", "");
        if (block.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
