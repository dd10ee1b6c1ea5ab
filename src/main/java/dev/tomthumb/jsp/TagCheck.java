package dev.tomthumb.jsp;

import dev.tomthumb.markup.AttributeCheck;
import jakarta.servlet.jsp.tagext.TagData;
import jakarta.servlet.jsp.tagext.TagExtraInfo;
import jakarta.servlet.jsp.tagext.ValidationMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses attributes of the TLD whose text is not accepted, when a page is translated; the container adds page and line.
 * It is not told of attributes of other names: see {@link PageValidator}.
 */
public final class TagCheck extends TagExtraInfo {
    @Override
    public ValidationMessage @Nullable [] validate(TagData data) {
        List<ValidationMessage> messages = new ArrayList<>();
        for (String name : Collections.list(data.getAttributes())) {
            // Else it is known when the page is asked for.
            if (data.getAttribute(name) instanceof String text && !PageValidator.NOT_WRITTEN.contains(name)) {
                AttributeCheck.mistake(name, text)
                        .ifPresent(sentence -> messages.add(new ValidationMessage(data.getId(), sentence)));
            }
        }
        return messages.toArray(new ValidationMessage[0]);
    }
}
