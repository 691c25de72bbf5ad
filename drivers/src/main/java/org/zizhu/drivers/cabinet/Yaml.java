package org.zizhu.drivers.cabinet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** YAML that remembers the line of each value, so that a wrong one can be pointed at. Lines are counted from 1. */
final class Yaml {

    /** A wiring file names a dozen devices; more than this is not one. */
    private static final int LONGEST_BYTES = 64 * 1024;

    /** A value without parts. */
    record Scalar(String text, int line) {}

    /** Named values. */
    record Mapping(Map<String, Node> values, Map<String, Integer> lines, int line) {

        Set<String> keys() {
            return values.keySet();
        }

        int lineOf(String key) {
            return lines.getOrDefault(key, line);
        }

        Optional<Scalar> scalar(String key) {
            return values.get(key) instanceof ScalarNode scalar
                    ? Optional.of(new Scalar(scalar.getValue(), Yaml.line(scalar)))
                    : Optional.empty();
        }

        Optional<Mapping> mapping(String key) throws Wire.Wrong {
            Node node = values.get(key);
            return node == null ? Optional.empty() : Optional.of(Yaml.mapping(node, key));
        }

        /** The values that have no parts, as texts. */
        Map<String, String> texts() {
            Map<String, String> texts = new LinkedHashMap<>();
            for (String key : values.keySet()) {
                scalar(key).ifPresent(scalar -> texts.put(key, scalar.text()));
            }
            return texts;
        }
    }

    private Yaml() {}

    /**
     * Reads a file that is a mapping.
     *
     * @throws Wire.Wrong when it is none
     */
    static Mapping read(InputStream in) throws Wire.Wrong, IOException {
        byte[] bytes = in.readNBytes(LONGEST_BYTES + 1);
        if (bytes.length > LONGEST_BYTES) {
            throw new Wire.Wrong(1, "this is longer than 64 kB; a wiring file names a dozen devices");
        }
        LoadSettings settings =
                LoadSettings.builder().setAllowDuplicateKeys(false).build();
        try {
            Optional<Node> root = new Compose(settings).composeInputStream(new ByteArrayInputStream(bytes));
            if (root.isEmpty()) {
                throw new Wire.Wrong(1, "the file is empty; it begins with “devices:”");
            }
            return mapping(root.get(), "the file");
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new Wire.Wrong(line, "this is no YAML: " + e.getProblem() + "; " + remedy(e.getProblem()));
        } catch (YamlEngineException e) {
            throw new Wire.Wrong(
                    1,
                    e.getCause() instanceof CharacterCodingException
                            ? "this is no UTF-8 text; save it as UTF-8"
                            : "this is no wiring file: " + e.getMessage()
                                    + "; write each device out as in the samples");
        } catch (StackOverflowError e) {
            throw new Wire.Wrong(1, "this is no YAML: it is nested too deep; a wiring file has three levels");
        }
    }

    private static String remedy(String problem) {
        return problem.contains("TAB")
                ? "indent with spaces"
                : "look for a bracket or quote left open, and let the keys of a device begin in one column";
    }

    /** The mappings that a sequence is made of. */
    static List<Mapping> mappings(Mapping within, String key) throws Wire.Wrong {
        Node node = within.values().get(key);
        if (!(node instanceof SequenceNode sequence)) {
            throw new Wire.Wrong(within.lineOf(key), "“" + key + ":” must be a list; begin each line with “- ”");
        }
        List<Mapping> mappings = new ArrayList<>();
        for (Node part : sequence.getValue()) {
            mappings.add(mapping(part, "a part of " + key));
        }
        return mappings;
    }

    private static Mapping mapping(Node node, String what) throws Wire.Wrong {
        if (!(node instanceof MappingNode mapping)) {
            throw new Wire.Wrong(line(node), what + " must be “key: value” pairs");
        }
        Map<String, Node> values = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                    throw new Wire.Wrong(line(key), "“" + key.getValue() + "” is given twice; remove one");
                }
                lines.put(key.getValue(), line(key));
            }
        }
        return new Mapping(values, lines, line(node));
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
