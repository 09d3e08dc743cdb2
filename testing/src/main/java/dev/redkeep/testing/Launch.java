package dev.redkeep.testing;

import java.util.List;

/**
 * How a server of this machine is launched.
 *
 * @param config what its configuration holds besides its port and directory
 * @param arguments what follows the configuration's name on the command line
 * @param password what clients are asked for, empty for none
 * @param secrets what its log may not show
 */
record Launch(String config, List<String> arguments, String password, List<String> secrets) {

    static Launch of(ServerOptions options) {
        return of(options, new ConfigFile());
    }

    /** With further lines before the options. */
    static Launch of(ServerOptions options, ConfigFile first) {
        return new Launch(first.options(options).text(), List.of(), options.password(), ConfigFile.secrets(options));
    }

    @Override
    public String toString() {
        return "Launch" + arguments;
    }
}
