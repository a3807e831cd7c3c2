package labwire.smtp.auth;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The client's side of SCRAM-SHA-256, by RFC 5802 section 3. */
final class ScramTestClient {

    private final String header;
    private final String bare;
    private final String password;
    private final byte[] binding;
    private String expectedSignature = "";

    ScramTestClient(String header, String name, String password, byte[] binding) {
        this.header = header;
        this.bare = "n=" + name.replace("=", "=3D").replace(",", "=2C") + ",r=clientnonce";
        this.password = password;
        this.binding = binding;
    }

    String firstMessage() {
        return header + bare;
    }

    /** @param challenge {@code challenge: r=…,s=…,i=…} */
    String finalMessage(String challenge) {
        String serverFirst = challenge.substring("challenge: ".length());
        String[] parts = serverFirst.split(",");
        byte[] salted = Hashes.pbkdf2(
                password, Base64.getDecoder().decode(parts[1].substring(2)), Integer.parseInt(parts[2].substring(2)));
        ByteArrayOutputStream bound = new ByteArrayOutputStream();
        bound.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        bound.writeBytes(binding);
        String withoutProof = "c=" + Base64.getEncoder().encodeToString(bound.toByteArray()) + "," + parts[0];
        String authMessage = bare + "," + serverFirst + "," + withoutProof;
        byte[] proof = Hashes.hmacSha256(salted, "Client Key");
        byte[] signature = Hashes.hmacSha256(Hashes.sha256(proof), authMessage);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= signature[i];
        }
        expectedSignature = Base64.getEncoder()
                .encodeToString(Hashes.hmacSha256(Hashes.hmacSha256(salted, "Server Key"), authMessage));
        return withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
    }

    boolean verified(String challenge) {
        return challenge.equals("challenge: v=" + expectedSignature);
    }
}
