package labwire.netlab.routing.ospf.packet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import labwire.netlab.routing.ospf.packet.OspfDecoded.AuthenticationProof;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.RawIpPayload;
import labwire.netlab.wire.UnknownIpPayload;

/** How the routers of a link know each other's packets (RFC 2328, D). */
public sealed interface Authentication {
    Authentication NONE = new None();

    /** The number in the packet's header. */
    int type();

    /**
     * A packet ready to be sent.
     *
     * @param sequence grows with every packet, so that none can be sent again by a stranger
     */
    RawIpPayload seal(OspfPacket packet, int sequence);

    /** True if the proof is right; whether its sequence number is not an old one is the caller's to see. */
    boolean accepts(AuthenticationProof proof);

    /** Anybody is believed. */
    record None() implements Authentication {
        @Override
        public int type() {
            return 0;
        }

        @Override
        public RawIpPayload seal(OspfPacket packet, int sequence) {
            return new OspfPayload(packet);
        }

        @Override
        public boolean accepts(AuthenticationProof proof) {
            return proof.type() == 0;
        }
    }

    /** @param password in clear in every packet; of its characters the first eight count */
    record Simple(String password) implements Authentication {
        public static final int MAX_LENGTH = 8;

        @Override
        public int type() {
            return 1;
        }

        /** The password is not part of the checksum (D.4.2), the authentication type is. */
        @Override
        public RawIpPayload seal(OspfPacket packet, int sequence) {
            byte[] out = OspfPacketCodec.encodeToArray(packet, packet.length());
            ByteBuffer fields = ByteBuffer.wrap(out);
            fields.putShort(OspfPacketCodec.AUTHENTICATION_TYPE_OFFSET, (short) type());
            int checksum = (fields.getShort(OspfPacketCodec.CHECKSUM_OFFSET) & 0xFFFF) - type();
            fields.putShort(OspfPacketCodec.CHECKSUM_OFFSET, (short) (checksum < 0 ? checksum + 0xFFFF : checksum));
            fields.putLong(OspfPacketCodec.AUTHENTICATION_OFFSET, key());
            return new UnknownIpPayload(OspfPayload.PROTOCOL_OSPF, Bytes.wrap(out));
        }

        @Override
        public boolean accepts(AuthenticationProof proof) {
            return proof.type() == type() && proof.field() == key();
        }

        private long key() {
            return ByteBuffer.wrap(Arrays.copyOf(password.getBytes(StandardCharsets.UTF_8), MAX_LENGTH))
                    .getLong();
        }
    }

    /**
     * Keyed MD5 (D.3).
     *
     * @param keys packets are sent with the last of them and accepted with any, so that keys can be changed one router
     *     at a time; not empty
     */
    record Cryptographic(List<Key> keys) implements Authentication {
        private static final int DIGEST_LENGTH = 16;

        /**
         * One key.
         *
         * @param id 1 to 255
         * @param secret of its characters the first sixteen count
         */
        public record Key(int id, String secret) {
            public static final int MAX_LENGTH = DIGEST_LENGTH;
        }

        public Cryptographic {
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("keys: none (expected: at least one)");
            }
            keys = List.copyOf(keys);
        }

        @Override
        public int type() {
            return 2;
        }

        @Override
        public RawIpPayload seal(OspfPacket packet, int sequence) {
            Key key = keys.get(keys.size() - 1);
            int length = packet.length();
            byte[] out = OspfPacketCodec.encodeToArray(packet, length + DIGEST_LENGTH);
            ByteBuffer fields = ByteBuffer.wrap(out);
            fields.putShort(OspfPacketCodec.CHECKSUM_OFFSET, (short) 0);
            fields.putShort(OspfPacketCodec.AUTHENTICATION_TYPE_OFFSET, (short) type());
            fields.putLong(
                    OspfPacketCodec.AUTHENTICATION_OFFSET,
                    (long) key.id() << 40 | (long) DIGEST_LENGTH << 32 | sequence & 0xFFFF_FFFFL);
            fields.put(length, digest(out, length, key));
            return new UnknownIpPayload(OspfPayload.PROTOCOL_OSPF, Bytes.wrap(out));
        }

        @Override
        public boolean accepts(AuthenticationProof proof) {
            int digestLength = (int) (proof.field() >>> 32) & 0xFF;
            int length = proof.packetLength();
            if (proof.type() != type()
                    || digestLength != DIGEST_LENGTH
                    || proof.whole().length() < length + DIGEST_LENGTH) {
                return false;
            }
            int id = (int) (proof.field() >>> 40) & 0xFF;
            byte[] whole = proof.whole().toByteArray();
            byte[] told = Arrays.copyOfRange(whole, length, length + DIGEST_LENGTH);
            return keys.stream()
                    .anyMatch(key -> key.id() == id && MessageDigest.isEqual(told, digest(whole, length, key)));
        }

        /** Over the packet and the key behind it. */
        private static byte[] digest(byte[] packet, int length, Key key) {
            try {
                MessageDigest md5 = MessageDigest.getInstance("MD5");
                md5.update(packet, 0, length);
                return md5.digest(Arrays.copyOf(key.secret().getBytes(StandardCharsets.UTF_8), DIGEST_LENGTH));
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every Java has MD5", e);
            }
        }
    }

    /** The number by which a receiver tells a packet that was sent before from a new one; grows. */
    static int sequenceOf(AuthenticationProof proof) {
        return (int) proof.field();
    }
}
