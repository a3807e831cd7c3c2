package labwire.netlab.console.ssh;

import java.util.List;
import java.util.stream.Collectors;
import labwire.netlab.device.login.SshSettings;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;

/** What is offered, best first: what today's clients and those of some years ago have in common, and nothing weaker. */
final class SshAlgorithms {
    private static final List<BuiltinDHFactories> KEY_EXCHANGES = List.of(
            BuiltinDHFactories.curve25519,
            BuiltinDHFactories.curve25519_libssh,
            BuiltinDHFactories.ecdhp256,
            BuiltinDHFactories.dhg14_256);
    private static final List<NamedFactory<Cipher>> CIPHERS =
            List.of(BuiltinCiphers.aes128ctr, BuiltinCiphers.aes192ctr, BuiltinCiphers.aes256ctr);
    private static final List<NamedFactory<Mac>> MACS = List.of(BuiltinMacs.hmacsha256, BuiltinMacs.hmacsha512);
    private static final List<NamedFactory<Signature>> SIGNATURES =
            List.of(BuiltinSignatures.ed25519, BuiltinSignatures.rsaSHA512, BuiltinSignatures.rsaSHA256);

    private SshAlgorithms() {}

    static void setUp(SshServer server) {
        server.setKeyExchangeFactories(KEY_EXCHANGES.stream()
                .<KeyExchangeFactory>map(ServerBuilder.DH2KEX)
                .toList());
        server.setCipherFactories(CIPHERS);
        server.setMacFactories(MACS);
        server.setSignatureFactories(SIGNATURES);
        server.setCompressionFactories(List.of(BuiltinCompressions.none));
    }

    /** The same as the device's commands show it. */
    static SshSettings.Offer offer(String hostKey) {
        return new SshSettings.Offer(names(SIGNATURES), names(CIPHERS), names(MACS), names(KEY_EXCHANGES), hostKey);
    }

    private static String names(List<? extends NamedResource> algorithms) {
        return algorithms.stream().map(NamedResource::getName).collect(Collectors.joining(","));
    }
}
