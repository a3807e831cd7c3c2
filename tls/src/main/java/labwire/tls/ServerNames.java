package labwire.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;

/** The names under which clients reach a server: in the lab, and through a port forward on the workstation. */
record ServerNames(Set<String> hostNames, Set<InetAddress> addresses) {
    private static final int MAX_NAME_LENGTH = 253;
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern HOST_NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");

    static ServerNames of(String hostName, List<InetAddress> addresses) {
        String name = checked(hostName);
        Set<String> names = new LinkedHashSet<>();
        names.add(name);
        if (name.indexOf('.') < 0) {
            names.add(name + '.' + CertificateScope.DOMAIN);
        }
        names.add(CertificateScope.LOCALHOST);
        Set<InetAddress> all = new LinkedHashSet<>(addresses);
        all.add(loopback(4));
        all.add(loopback(16));
        return new ServerNames(names, all);
    }

    /** {@code hostName} in lower case, if it is a host name without a domain. */
    static String singleLabel(String hostName) {
        String name = checked(hostName);
        if (name.indexOf('.') >= 0) {
            throw new IllegalArgumentException("host name: " + hostName + " (expected: a single label, such as mail)");
        }
        return name;
    }

    private static String checked(String hostName) {
        String name = hostName.toLowerCase(Locale.ROOT);
        if (name.length() > MAX_NAME_LENGTH || !HOST_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("host name: " + hostName
                    + " (expected: letters, digits and inner hyphens, such as mail or mail.labwire.test)");
        }
        return name;
    }

    /** Those of them that a CA with this scope may vouch for, as subject alternative names. */
    List<GeneralName> within(CertificateScope scope) {
        List<GeneralName> names = new ArrayList<>();
        for (String hostName : hostNames) {
            names.add(CertificateScope.dns(hostName));
        }
        for (InetAddress address : addresses) {
            names.add(CertificateScope.address(address));
        }
        names.removeIf(name -> !scope.permits(name));
        return names;
    }

    private static InetAddress loopback(int octets) {
        byte[] address = new byte[octets];
        address[octets - 1] = 1;
        if (octets == 4) {
            address[0] = 127;
        }
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + octets + " octets", e);
        }
    }
}
