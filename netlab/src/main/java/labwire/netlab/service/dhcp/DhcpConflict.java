package labwire.netlab.service.dhcp;

/**
 * An address of a pool that somebody uses without having been given it.
 *
 * @param detectedNanos lab time
 */
public record DhcpConflict(Method method, long detectedNanos) {
    /** How that was found. */
    public enum Method {
        /** The server asked before an offer, and was answered. */
        PING("Ping"),
        /** The client asked after it, and declined. */
        GRATUITOUS_ARP("Gratuitous ARP");

        private final String text;

        Method(String text) {
            this.text = text;
        }

        /** As in {@code show ip dhcp conflict}. */
        public String text() {
            return text;
        }
    }
}
