package labwire.netlab.console.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * The host keys of one device: Ed25519 and RSA. They are kept in a folder of its own, in OpenSSH's format, for the
 * owner's eyes alone, so that clients meet the same device after a restart.
 */
public record HostKeys(KeyPair ed25519, KeyPair rsa) {
    private static final int RSA_BITS = 2048;

    /** How a key is made anew. */
    @FunctionalInterface
    private interface Generator {
        KeyPair generate() throws GeneralSecurityException;
    }

    /**
     * Reads the keys, or makes and writes those that are missing: the first time, that takes a second.
     *
     * @param folder made if it is missing
     * @throws IOException if a file cannot be read or written, or holds no key
     */
    public static HostKeys loadOrCreate(Path folder, SecureRandom random) throws IOException {
        try {
            Files.createDirectories(folder);
            KeyPair ed25519 = loadOrCreate(
                    folder.resolve("host_ed25519"),
                    () -> SecurityUtils.getKeyPairGenerator(SecurityUtils.ED25519)
                            .generateKeyPair());
            KeyPair rsa = loadOrCreate(folder.resolve("host_rsa"), () -> {
                KeyPairGenerator generator = SecurityUtils.getKeyPairGenerator("RSA");
                generator.initialize(RSA_BITS, random);
                return generator.generateKeyPair();
            });
            return new HostKeys(ed25519, rsa);
        } catch (GeneralSecurityException e) {
            throw new IOException(folder + ": " + e.getMessage() + " (expected: private keys)", e);
        }
    }

    private static KeyPair loadOrCreate(Path file, Generator generator) throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            KeyPair made = generator.generate();
            write(file, made);
            return made;
        }
        try (InputStream in = Files.newInputStream(file)) {
            Iterable<KeyPair> found = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName(file.getFileName().toString()), in, null);
            if (found == null || !found.iterator().hasNext()) {
                throw new IOException(file + ": no key in it (expected: a private key)");
            }
            return found.iterator().next();
        }
    }

    /** Under another name first, so that no half of a key is ever found. */
    private static void write(Path file, KeyPair key) throws IOException, GeneralSecurityException {
        Path half = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(half);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (OutputStream out = Files.newOutputStream(half)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "", null, out);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    List<KeyPair> all() {
        return List.of(ed25519, rsa);
    }

    /** The RSA key as one line: {@code ssh-rsa AAAA…}. */
    String rsaLine() {
        return PublicKeyEntry.toString(rsa.getPublic());
    }
}
