package labwire.smtp.dns;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.List;

/**
 * Look-ups. Safe for any thread; never blocks. A name or record that does not exist gives an empty list; a future fails
 * only where nobody knows: no answer, or SERVFAIL.
 */
public interface MailDns {

    /** The MX records of a domain, unsorted. */
    Future<List<MailHost>> exchanges(String domain, EventExecutor executor);

    /** The A and AAAA records of a name. */
    Future<List<InetAddress>> addresses(String name, EventExecutor executor);
}
