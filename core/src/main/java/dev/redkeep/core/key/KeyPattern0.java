package dev.redkeep.core.key;

import java.util.List;

/**
 * A pattern of just one key. See {@link KeyPattern}.
 */
public final class KeyPattern0 extends KeyPattern {
    private final Key key;

    KeyPattern0(KeyTemplate template, KeyFacts facts, KeyLayout layout) {
        super(template, List.of(), facts, layout);
        key = new Key(this, shape.literals[0]);
    }

    /**
     * The key.
     *
     * @return always the same one
     */
    public Key key() {
        return key;
    }

    @Override
    public KeyPattern0 in(KeyLayout other) {
        return other == layout() ? this : new KeyPattern0(parsedTemplate(), facts(), other);
    }

    @Override
    public KeyPattern0 behind(String literal, KeyFacts facts) {
        return new KeyPattern0(Companions.template(this, literal, facts), facts, layout());
    }
}
