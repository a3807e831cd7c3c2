package labwire.smtp.auth;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Users that are known by name. Immutable. */
public final class UserTable implements Users {

    private final Map<String, User> byKey;
    private final Set<Secret.Form> forms = EnumSet.noneOf(Secret.Form.class);
    private final int scramIterations;

    private UserTable(Map<String, User> byKey) {
        this.byKey = byKey;
        Map<Integer, Integer> iterations = new TreeMap<>();
        for (User user : byKey.values()) {
            forms.add(user.secret().form());
            if (user.secret() instanceof ScramKeys keys) {
                iterations.merge(keys.iterations(), 1, Integer::sum);
            }
        }
        scramIterations = iterations.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(ScramKeys.MIN_ITERATIONS);
    }

    /** @throws IllegalArgumentException if two names differ in case alone, or one has what RFC 4013 prohibits */
    public static UserTable of(Collection<User> users) {
        Builder builder = new Builder();
        users.forEach(builder::add);
        return builder.build();
    }

    /** The names, in the order they were given. */
    public List<String> names() {
        return byKey.values().stream().map(User::name).toList();
    }

    @Override
    public Optional<User> find(String name) {
        return UserNames.key(name).map(byKey::get);
    }

    @Override
    public Set<Secret.Form> forms() {
        return Collections.unmodifiableSet(forms);
    }

    @Override
    public int scramIterations() {
        return scramIterations;
    }

    /** Gathers users one by one. */
    static final class Builder {
        private final Map<String, User> byKey = new LinkedHashMap<>();

        void add(User user) {
            String key = UserNames.key(user.name())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "user: " + user.name() + " (expected: a name without characters that RFC 4013 prohibits)"));
            User other = byKey.putIfAbsent(key, user);
            if (other != null) {
                throw new IllegalArgumentException(
                        "user: " + user.name() + " (expected: a name other than that of " + other.name() + ")");
            }
        }

        UserTable build() {
            return new UserTable(new LinkedHashMap<>(byKey));
        }
    }
}
