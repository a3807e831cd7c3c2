package labwire.gateway.lab;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can run on a host: the values of the label {@code labwire.service}. */
enum ServiceKind {
    MAIL {
        @Override
        LabService start(ServicePlace place, ServiceContext context, Waiting waiting) {
            return MailService.start(place, context, waiting);
        }
    },
    VIDEO {
        @Override
        LabService start(ServicePlace place, ServiceContext context, Waiting waiting) {
            return VideoService.start(place, context, waiting);
        }
    };

    static Optional<ServiceKind> of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(label))
                .findFirst();
    }

    /** All labels, for messages. */
    static String names() {
        return Arrays.stream(values()).map(ServiceKind::toString).collect(Collectors.joining(" or "));
    }

    /** Starts the server, and returns when it listens. */
    abstract LabService start(ServicePlace place, ServiceContext context, Waiting waiting);

    /** As the label has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
