package labwire.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a CA's two files, and says what is wrong with them. */
record LabCaFiles(Path certificateFile, Path keyFile) {
    static final KeyKind KIND = KeyKind.P256;

    /** Both files are under 2 KB. */
    private static final int MAX_FILE_SIZE = 64 * 1_024;

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    LabCa load(InstantSource clock, SecureRandom random) throws IOException {
        for (Path file : List.of(keyFile, certificateFile)) {
            if (!Files.isRegularFile(file)) {
                throw new LabCaException(file + ": not there, or not a file (expected: both "
                        + certificateFile.getFileName() + " and " + keyFile.getFileName()
                        + "; put it back, or delete the other to have a new lab CA made)");
            }
        }
        requirePrivate();
        PrivateKey key = readKey();
        X509Certificate certificate = readCertificate();
        requirePair(certificate, key);
        requireCurrent(certificate, clock.instant());
        return new LabCa(KIND, key, certificate, clock, random);
    }

    private void requirePrivate() throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(keyFile);
        Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
        others.addAll(mode);
        others.removeAll(OWNER);
        if (!others.isEmpty()) {
            throw new LabCaException(keyFile + ": mode " + PosixFilePermissions.toString(mode)
                    + " lets others at the key (expected: rw-------; run chmod 600 " + keyFile
                    + ", or, if someone may have read it, delete it and " + certificateFile.getFileName()
                    + " to have a new lab CA made)");
        }
    }

    private PrivateKey readKey() throws IOException {
        String expected = "a P-256 private key in PKCS#8 as one PEM block";
        byte[] der = Pem.decode(Pem.PRIVATE_KEY, read(keyFile))
                .orElseThrow(() -> unusable(keyFile, "no such PEM block, or more than one", expected, null));
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw unusable(keyFile, "another key, or a damaged one", expected, e);
        }
    }

    private X509Certificate readCertificate() throws IOException {
        String expected = "the certificate of the lab CA as one PEM block";
        byte[] der = Pem.decode(Pem.CERTIFICATE, read(certificateFile))
                .orElseThrow(() -> unusable(certificateFile, "no such PEM block, or more than one", expected, null));
        X509Certificate certificate;
        try {
            certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            certificate.verify(certificate.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw unusable(certificateFile, "a damaged certificate", expected, e);
        }
        if (certificate.getBasicConstraints() < 0
                || !KIND.fits(certificate.getPublicKey())
                || CertificateScope.extension(certificate) == null) {
            throw unusable(certificateFile, "another certificate", expected, null);
        }
        return certificate;
    }

    private String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_FILE_SIZE + 1);
            if (bytes.length > MAX_FILE_SIZE) {
                throw unusable(file, "more than " + MAX_FILE_SIZE + " bytes", "a PEM file of about 1 KB", null);
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private void requirePair(X509Certificate certificate, PrivateKey key) {
        byte[] probe = "labwire".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signer = Signature.getInstance(KIND.signatureAlgorithm());
            signer.initSign(key);
            signer.update(probe);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance(KIND.signatureAlgorithm());
            verifier.initVerify(certificate.getPublicKey()); // Of a certificate, it asks for another key usage.
            verifier.update(probe);
            if (verifier.verify(signature)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw unusable(keyFile, "a key that cannot sign", "the key of " + certificateFile, e);
        }
        throw unusable(keyFile, "the key of another certificate", "the key of " + certificateFile, null);
    }

    private void requireCurrent(X509Certificate certificate, Instant now) {
        Instant start = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        if (now.isBefore(start) || now.isAfter(end)) {
            throw new LabCaException(certificateFile + ": valid from " + start + " to " + end + ", and the clock says "
                    + now + " (expected: a time between; set the clock right, or delete it and "
                    + keyFile.getFileName() + " to have a new lab CA made)");
        }
    }

    private static LabCaException unusable(Path file, String found, String expected, @Nullable Exception cause) {
        return new LabCaException(
                file + ": " + found + " (expected: " + expected
                        + "; put back the file as it was, or delete both to have a new lab CA made)",
                cause);
    }
}
