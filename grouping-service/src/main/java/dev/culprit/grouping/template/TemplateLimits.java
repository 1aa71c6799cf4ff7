package dev.culprit.grouping.template;

/**
 * How much is learned.
 *
 * @param templates most templates of a project; further messages stand for themselves
 * @param fewestWords shorter messages say too little to have a template
 * @param values how many different words must be seen at one place before any word may stand there
 * @param siblings most templates of the same length and beginning
 */
public record TemplateLimits(int templates, int fewestWords, int values, int siblings) {

  public static final TemplateLimits DEFAULT = new TemplateLimits(5000, 4, 2, 256);

  public TemplateLimits {
    if (templates < 1 || fewestWords < 2 || values < 2 || siblings < values) {
      throw new IllegalArgumentException("Limits of templates are too small");
    }
  }
}
