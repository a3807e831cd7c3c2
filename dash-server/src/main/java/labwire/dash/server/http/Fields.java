package labwire.dash.server.http;

import java.util.ArrayList;
import java.util.List;

/** The fields of a request's head, in order. Not changed once the head is read; not for several threads before. */
public final class Fields {
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    /** @param name in lower case */
    public void add(String name, String value) {
        names.add(name);
        values.add(value);
    }

    public int size() {
        return names.size();
    }

    public String name(int index) {
        return names.get(index);
    }

    public String value(int index) {
        return values.get(index);
    }

    /** How many fields have this name, in lower case. */
    public int count(String name) {
        int count = 0;
        for (String other : names) {
            if (other.equals(name)) {
                count++;
            }
        }
        return count;
    }

    /**
     * The value of the field of this name, in lower case; several are joined by commas (RFC 9110 section 5.3). Empty if
     * there is none: no field that this server looks at means anything when empty.
     */
    public String get(String name) {
        String joined = "";
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name)) {
                joined = joined.isEmpty() ? values.get(i) : joined + ", " + values.get(i);
            }
        }
        return joined;
    }

    @Override
    public String toString() {
        return names + "=" + values;
    }
}
