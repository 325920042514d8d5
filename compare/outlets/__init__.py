"""One source version against several target versions: how did each outlet tell the same story?"""
